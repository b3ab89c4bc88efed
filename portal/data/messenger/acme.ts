import { seedChat, type MessengerSeed } from './types'

/** Chats of a maker of outdoor furniture. "Management" is not open to Priya (5). */
export const acmeMessenger: MessengerSeed = {
  customers: [{ id: 90, name: 'Eleanor Whitby' }],
  chats: [
    seedChat({
      id: 40, title: 'Spring catalogue', description: 'Cover, photos and texts of the spring catalogue', ownerId: 3, memberIds: [3, 1, 5],
      messages: [
        [501, 2, '09:14', 3, 'Good morning! The three drafts of the cover are in the folder.'],
        [502, 2, '09:31', 5, 'I like the second one. The oak bench is easier to see on a shop banner.'],
        [503, 2, '10:02', 1, 'Agreed, but the green looks too dark in print. Can we get a proof?'],
        [504, 2, '10:20', 3, 'I will ask the printer. They need two working days.'],
        [505, 1, '14:45', 5, 'The sizes in chapter 2 are still those from before October. I am correcting them.'],
        [506, 1, '15:10', 3, 'Thank you, Priya. Please send the new list to the printer before Thursday.'],
        [507, 0, '08:52', 1, 'The studio in Bristol confirmed both days for the benches.'],
        [508, 0, '09:05', 3, 'Great. I will arrange the transport.'],
      ],
    }),
    seedChat({
      id: 41, title: 'Management', description: 'Confidential', memberIds: [1, 3],
      messages: [
        [511, 3, '16:00', 1, 'The landlord of the Leeds hall agreed to a notice period of six months.'],
        [512, 3, '16:12', 3, 'Then only the parking spaces are open. Shall I call them?'],
        [513, 1, '11:30', 1, 'Please do, and keep the salary review out of the group chats until it is signed.'],
      ],
    }),
    seedChat({
      id: 42, kind: 'private', memberIds: [1, 3],
      messages: [
        [521, 1, '17:20', 1, 'Daniel, do you have ten minutes tomorrow for the moving quotes?'],
        [522, 1, '17:24', 3, 'Yes, at ten.'],
      ],
    }),
    seedChat({
      id: 43, kind: 'private', memberIds: [3, 5],
      messages: [
        [531, 1, '13:02', 3, 'Can you draw the icon for "keep dry" a little bolder?'],
        [532, 1, '13:40', 5, 'Done, it is in the folder.'],
      ],
    }),
    seedChat({
      id: 46, kind: 'private', memberIds: [1, 5],
      messages: [[541, 4, '12:15', 5, 'I am in Lisbon from Monday, but online as usual.'], [542, 4, '12:18', 1, 'Have a good trip!']],
    }),
    seedChat({
      id: 44, kind: 'lines', title: 'Eleanor Whitby - Acme Outdoor shop', ownerId: 3, memberIds: [3, 5],
      entity: { type: 'LINES', id: 'livechat|2|44|90', data1: 'Y|LEAD|15|N|N|12|1760000000|0|0|0', data2: 'LEAD|15|COMPANY|0|CONTACT|0|DEAL|0' },
      messages: [
        [551, 0, '10:01', 90, 'Hello, I ordered two folding chairs last week. When will they arrive?'],
        [552, 0, '10:04', 3, 'Good morning, Ms Whitby. May I have the number of your order?'],
        [553, 0, '10:06', 90, 'It is 20418. And can I still change the colour to green?'],
      ],
    }),
    seedChat({
      id: 45, kind: 'crm', title: '120 folding chairs for Northwind Gardens', ownerId: 3, memberIds: [3, 1, 5],
      entity: { type: 'CRM', id: 'DEAL|22' },
      messages: [
        [561, 1, '10:40', 5, 'They want samples of the green fabric before they sign.'],
        [562, 1, '10:55', 3, 'Samples left today. Tracking is in the deal.'],
        [563, 0, '09:30', 1, 'Keep the delivery in May in mind: we need the order by Friday.'],
      ],
    }),
  ],
}

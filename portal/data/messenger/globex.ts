import { seedChat, type MessengerSeed } from './types'

/** Chats of a maker of conveyors. "Geschäftsleitung" is not open to Leyla (9). */
export const globexMessenger: MessengerSeed = {
  customers: [{ id: 95, name: 'Henrik Sommer' }],
  chats: [
    seedChat({
      id: 60, title: 'Förderstrecke Halle 2', description: 'Planung und Aufbau', ownerId: 7, memberIds: [7, 1, 9],
      messages: [
        [701, 2, '08:40', 7, 'Guten Morgen, die Zeichnung der Kurve ist geändert: Radius 900 statt 800.'],
        [702, 2, '09:05', 9, 'Danke. Der Kunde fragt noch nach der Taktzeit.'],
        [703, 1, '11:20', 1, 'Bitte bis Freitag festlegen, sonst verschiebt sich die Montage.'],
        [704, 0, '08:15', 7, 'Ich rechne heute mit 12 Sekunden und melde mich.'],
      ],
    }),
    seedChat({
      id: 61, title: 'Geschäftsleitung', description: 'Vertraulich', memberIds: [1, 7],
      messages: [[711, 3, '15:00', 1, 'Die Konditionen für Sternthal bleiben unter uns.'], [712, 3, '15:06', 7, 'Verstanden.']],
    }),
    seedChat({ id: 62, kind: 'private', memberIds: [1, 7], messages: [[721, 1, '16:30', 1, 'Jonas, passt dir morgen um neun?'], [722, 1, '16:34', 7, 'Ja, ich komme vorbei.']] }),
    seedChat({ id: 63, kind: 'private', memberIds: [7, 9], messages: [[731, 1, '10:12', 9, 'Hast du die Stückliste für Halle 2?'], [732, 1, '10:30', 7, 'Liegt im Laufwerk.']] }),
    seedChat({ id: 66, kind: 'private', memberIds: [1, 9], messages: [[741, 5, '14:00', 9, 'Das Angebot ist verschickt.']] }),
    seedChat({
      id: 64, kind: 'lines', title: 'Henrik Sommer - Globex Service', ownerId: 9, memberIds: [9, 7],
      entity: { type: 'LINES', id: 'livechat|3|64|95', data1: 'Y|LEAD|45|N|N|7|1760000000|0|0|0', data2: 'LEAD|45|COMPANY|0|CONTACT|0|DEAL|0' },
      messages: [[751, 0, '09:10', 95, 'Guten Tag, unsere Rollenbahn bleibt alle paar Minuten stehen.'], [752, 0, '09:13', 9, 'Guten Tag, Herr Sommer. Welche Meldung zeigt die Steuerung?']],
    }),
    seedChat({
      id: 65, kind: 'crm', title: 'Förderstrecke Halle 2', ownerId: 9, memberIds: [9, 1, 7],
      entity: { type: 'CRM', id: 'DEAL|52' },
      messages: [[761, 1, '13:00', 9, 'Der Kunde möchte den Preis mit und ohne Montage.'], [762, 0, '10:20', 1, 'Bitte beide Varianten anbieten.']],
    }),
  ],
}

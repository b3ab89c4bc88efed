/** What a person is told of in Bitrix24 beside their reminders: a note mentions them, or is theirs to follow up now. */
export const noticeKinds = ['mention', 'assigned'] as const
export type NoticeKind = typeof noticeKinds[number]

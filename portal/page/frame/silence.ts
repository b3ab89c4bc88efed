/** What a command returns when the frame gets no answer at all. Bitrix24 is silent rather than wrong (§2.3). */
export const silence = Symbol('silence')

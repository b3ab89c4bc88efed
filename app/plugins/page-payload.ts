/**
 * The page's state travels as one text. It is plain JSON of our own making, and by far the most of the payload: walked value by value, as the payload
 * is, it costs the server a third of a millisecond for 20 notes, and the browser as much again.
 */
export default definePayloadPlugin((nuxtApp) => {
  const state = nuxtApp.ssrContext?.event.context.pageState
  definePayloadReducer('PageState', value => state !== undefined && value === state && JSON.stringify(state))
  definePayloadReviver('PageState', (text: string) => JSON.parse(text))
})

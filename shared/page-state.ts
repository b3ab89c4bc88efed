/** The element of a page that holds the state it starts from (`PageState` of launch.ts), as JSON. */
export const pageStateId = 'page-state'

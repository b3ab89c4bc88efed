/** What people call a place of Bitrix24: "Tab in a task" for TASK_VIEW_TAB. */
export function usePlaceNames() {
  const { $t: t, $te: te } = useNuxtApp()
  const key = (code: string) => `settings.places.place.${code}.name`

  return {
    placeName: (code: string) => t(key(code)),
    /** The same where a code may be something else as well: a scope, an event, a number. Then it stays as it is. */
    mayPlace: (code: string) => te(key(code)) ? t(key(code)) : code,
  }
}

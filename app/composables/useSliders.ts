const key: InjectionKey<boolean> = Symbol('sliders')

/**
 * Says that nothing opens beside this page: in the mobile app portals refuse `openPath`, and `openApplication` has no
 * substitute there. Called by the page of such a place.
 */
export function withoutSliders(): void {
  provide(key, false)
}

/** Whether links may lead to sliders and to the messenger. Where not, they are shown as plain text. */
export function useSliders(): boolean {
  return inject(key, true)
}

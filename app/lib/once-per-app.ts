/**
 * Makes something once for each page, however many components ask for it: on the server a page is a request. What it makes
 * outlives the component that happened to ask first, so it must not belong to one (no lifecycle hooks).
 */
export function oncePerApp<Made>(make: () => Made): () => Made {
  const known = new WeakMap<object, Made>()
  return () => {
    const app = useNuxtApp()
    let made = known.get(app)
    if (made === undefined) {
      made = effectScope(true).run(make) as Made
      known.set(app, made)
    }
    return made
  }
}

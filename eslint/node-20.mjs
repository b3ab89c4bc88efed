// @ts-check

/**
 * `eslint-flat-config-utils` (under @nuxt/eslint) calls `Object.groupBy`, which Node 20 lacks.
 * Goes away with Node 20.
 */
const isMissing = !('groupBy' in Object)
if (isMissing) {
  Object.defineProperty(Object, 'groupBy', {
    configurable: true,
    writable: true,
    /** @param {Iterable<unknown>} items @param {(item: unknown, index: number) => PropertyKey} keyOf */
    value(items, keyOf) {
      const groups = Object.create(null)
      let index = 0
      for (const item of items) {
        const key = keyOf(item, index++)
        groups[key] ??= []
        groups[key].push(item)
      }
      return groups
    },
  })
}

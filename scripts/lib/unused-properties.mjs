// @ts-check

/** A custom property, wherever it is named: in a value, a script, a style binding. */
export const propertyName = /--[a-zA-Z][\w-]*/g

/**
 * Takes declarations of custom properties out of the main style sheet that neither it nor the code names.
 * @param {Set<string>} named by the code
 * @param {Set<string>} removed receives the names of what was taken out
 * @returns {import('postcss').Plugin}
 */
export function withoutUnusedProperties(named, removed) {
  return {
    postcssPlugin: 'sidenote-unused-properties',
    OnceExit(root) {
      if (!root.source?.input.file?.endsWith('/main.css')) return
      const used = new Set(named)
      /** @type {Map<string, string[]>} what a property's values name in turn */
      const behind = new Map()
      root.walkDecls(({ prop, value }) => {
        const names = value.match(propertyName) ?? []
        if (prop.startsWith('--')) behind.set(prop, [...behind.get(prop) ?? [], ...names])
        else names.forEach(name => used.add(name))
      })
      // A set hands out what is added while it is walked through.
      for (const name of used) behind.get(name)?.forEach(other => used.add(other))
      root.walkDecls((declaration) => {
        if (!declaration.prop.startsWith('--') || used.has(declaration.prop)) return
        removed.add(declaration.prop)
        const rule = declaration.parent
        declaration.remove()
        if (rule?.nodes?.length === 0) rule.remove()
      })
    },
  }
}

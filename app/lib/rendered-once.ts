import { LRUCache } from 'lru-cache'
import type { Component, ComponentInternalInstance } from 'vue'
import { ssrRenderComponent } from 'vue/server-renderer'

/** What a component renders to on the server: texts, in each other as components are, and promises where something is awaited. */
type Rendered = Array<string | Rendered | Promise<Rendered>> & { hasAsync?: boolean }

type Push = (part: string | Rendered | Promise<Rendered>) => void

/** Texts of rendered parts, for all requests of this process: 24 million characters are about 6,000 notes. Browsers have no use for it, and leave it out. */
const known = /* @__PURE__ */ new LRUCache<string, string>({ maxSize: 24_000_000, sizeCalculation: (html, key) => html.length + key.length })

/** One text of what was rendered without waiting for anything. */
const textOf = (rendered: Rendered): string => rendered.map(part => typeof part === 'string' ? part : textOf(part as Rendered)).join('')

/**
 * A component that the server renders once for the same content, however many people are shown it, in how many launches.
 *
 * @param keyOf everything that its HTML is made of, put into one text: what differs in any of it is another part, so nobody can
 *   be shown a part that they would not have been given. Runs in the component's setup; null renders anew
 */
export function renderedOnce<Props extends object>(component: Component, keyOf: (props: Props) => string | null): Component {
  return {
    inheritAttrs: false,
    setup: (_props: unknown, { attrs }: { attrs: Record<string, unknown> }) => ({ key: keyOf(attrs as Props), attrs }),
    ssrRender(_proxy: unknown, push: Push, parent: ComponentInternalInstance, _attrs: unknown, _props: unknown, { key, attrs }: { key: string | null, attrs: Record<string, unknown> }) {
      const html = key === null ? undefined : known.get(key)
      if (html !== undefined) return push(html)
      const rendered = ssrRenderComponent(component, attrs, null, parent) as Rendered | Promise<Rendered>
      if (key === null || !Array.isArray(rendered) || rendered.hasAsync) return push(rendered)
      const text = textOf(rendered)
      known.set(key, text)
      push(text)
    },
  } as Component
}

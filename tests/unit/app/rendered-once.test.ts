import { describe, expect, it } from 'vitest'
import { createSSRApp, defineComponent, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { renderedOnce } from '../../../app/lib/rendered-once'

/** A component that counts how often it is rendered, and the same rendered once. */
function counted(name: string, wait = false) {
  let rendered = 0
  const draw = (text: string) => () => {
    rendered++
    return h('p', text)
  }
  const plain = defineComponent({
    props: { text: { type: String, required: true } },
    setup: ({ text }) => wait ? Promise.resolve(draw(text)) : draw(text),
  })
  const once = renderedOnce(plain, ({ text }: { text: string }) => text === 'always anew' ? null : `${name} ${text}`)
  return { show: (text: string) => renderToString(createSSRApp({ render: () => h('main', [h(once, { text, class: 'a' }), h(once, { text, class: 'a' })]) })), rendered: () => rendered }
}

describe('what is rendered once', () => {
  it('is the same for everybody after the first', async () => {
    const { show, rendered } = counted('one')
    expect(await show('x < y')).toBe('<main><p class="a">x &lt; y</p><p class="a">x &lt; y</p></main>')
    expect(await show('x < y')).toBe('<main><p class="a">x &lt; y</p><p class="a">x &lt; y</p></main>')
    expect(rendered()).toBe(1)
  })

  it('is another for another content', async () => {
    const { show, rendered } = counted('two')
    await show('a')
    expect(await show('b')).toContain('<p class="a">b</p>')
    expect(rendered()).toBe(2)
  })

  it('is rendered anew where nothing says what it is made of', async () => {
    const { show, rendered } = counted('three')
    expect(await show('always anew')).toContain('always anew')
    expect(rendered()).toBe(2)
  })

  it('is not kept while it waits for something', async () => {
    const { show, rendered } = counted('four', true)
    expect(await show('slow')).toContain('<p class="a">slow</p>')
    await show('slow')
    expect(rendered()).toBe(4)
  })
})

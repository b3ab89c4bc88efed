import { tv } from 'tailwind-variants'
import { describe, expect, it } from 'vitest'
import theme from '../../../.nuxt/b24ui/input'
import { kitInputHint, kitInputParts } from '../../../app/lib/kit-input'

type Slots = Record<'root' | 'base' | 'leading' | 'leadingIcon', (of?: { class: string }) => string>
const kitInput = tv(theme as never) as unknown as (props: object) => Slots
const classesOf = (list: string) => list.split(/\s+/).filter(Boolean).sort()
const used = { type: 'text', rounded: false, noPadding: false, noBorder: false, underline: false, trailing: false }

describe('KitInput looks like the kit\'s own', () => {
  // Fields of ours are never joined to groups.
  const notInGroups = (name: string) => !name.startsWith('group-not-only:')

  it.each([false, true])('with an icon: %s', (leading) => {
    const kits = kitInput({ ...used, leading })
    const { root, base, withIcon } = kitInputParts
    expect(classesOf(`${root} w-full`)).toEqual(classesOf(kits.root()))
    expect(classesOf([base, kitInputHint, leading ? withIcon : ''].join(' '))).toEqual(classesOf(kits.base({ class: kitInputHint })).filter(notInGroups))
  })

  it('around its icon, too', () => {
    const kits = kitInput({ ...used, leading: true })
    expect(classesOf(kitInputParts.leading)).toEqual(classesOf(kits.leading()))
    expect(classesOf(kitInputParts.leadingIcon)).toEqual(classesOf(kits.leadingIcon()))
  })
})

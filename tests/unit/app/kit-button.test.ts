import { readFileSync } from 'node:fs'
import { tv } from 'tailwind-variants'
import { describe, expect, it } from 'vitest'
import theme from '../../../.nuxt/b24ui/button'
import type { KitButtonColor, KitButtonSize } from '../../../app/lib/kit-button'
import { kitButtonSizes, kitButtonStyles } from '../../../app/lib/kit-button'

type Slots = Record<'base' | 'baseLine' | 'label', () => string>
const kitButton = tv(theme as never) as unknown as (props: object) => Slots
const classesOf = (list: string) => list.split(/\s+/).filter(Boolean).sort()

/** What `.sidenote-button…` applies. */
function applied(name: string): string[] {
  const css = readFileSync('app/assets/css/main.css', 'utf8')
  return classesOf(css.match(new RegExp(`\\.${name} {\\s*@apply ([^;]+);`))![1]!)
}

const colours = Object.keys(kitButtonStyles) as KitButtonColor[]
const sizes = Object.keys(kitButtonSizes) as KitButtonSize[]
const used = { useLabel: true, isAir: true, normalCase: true, active: false, loading: false, leading: false }

describe('KitButton looks like the kit\'s own', () => {
  // Buttons of ours are never joined to groups.
  const notInGroups = (name: string) => !name.startsWith('group-[.is-button-group]')

  it.each(colours.flatMap(color => sizes.map(size => ({ color, size }))))('$color $size', ({ color, size }) => {
    const ours = [...applied('sidenote-button'), 'ui-btn', '--air', kitButtonStyles[color], kitButtonSizes[size]]
    expect(ours.sort()).toEqual(classesOf(kitButton({ ...used, color, size }).base()).filter(notInGroups))
  })

  it('inside, too', () => {
    const slots = kitButton({ ...used, color: 'air-primary', size: 'md' })
    expect(applied('sidenote-button-line')).toEqual(classesOf(slots.baseLine()))
    expect(applied('sidenote-button-label')).toEqual(classesOf(slots.label()))
  })
})

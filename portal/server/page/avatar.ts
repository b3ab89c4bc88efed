import type { Person } from '../core/world'

const colours = ['#2f7fd8', '#7a5cc9', '#00966d', '#c2571a', '#b63a7a', '#3f6b8a', '#8a6d1f', '#4a7d2c']

/** A face for a person who does not exist: initials on a colour that is always theirs. */
export function avatarSvg(person: Person): string {
  const initials = (person.name[0] ?? '') + (person.lastName[0] ?? '')
  const colour = colours[person.id % colours.length]!
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">`
    + `<rect width="100" height="100" fill="${colour}"/>`
    + `<text x="50" y="50" dy=".35em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="40" font-weight="600" fill="#fff">${initials}</text></svg>`
}

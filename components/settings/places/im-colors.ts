import type { ImColor } from '#shared/placements/bind-options'

/** How Bitrix24's messenger paints its named colours (its own table, `Bitrix\Im\Color`); the documentation only names them. */
export const imColorValues: Record<ImColor, string> = {
  RED: '#df532d', GREEN: '#64a513', MINT: '#4ba984', LIGHT_BLUE: '#4ba5c3', DARK_BLUE: '#3e99ce', PURPLE: '#8474c8', AQUA: '#1eb4aa', PINK: '#f76187', LIME: '#58cc47',
  BROWN: '#ab7761', AZURE: '#29619b', KHAKI: '#728f7a', SAND: '#ba9c7b', ORANGE: '#e8a441', MARENGO: '#556574', GRAY: '#909090', GRAPHITE: '#5e5f5e',
}

import type { ChatKind } from '../../shared/messenger'
import type { RegisteredPlacement } from '../../shared/contract'
import AppsIcon from '@bitrix24/b24icons-vue/outline/AppsIcon'
import BookmarkIcon from '@bitrix24/b24icons-vue/outline/BookmarkIcon'
import FileIcon from '@bitrix24/b24icons-vue/outline/FileIcon'
import MessagesIcon from '@bitrix24/b24icons-vue/outline/MessagesIcon'
import NoteIcon from '@bitrix24/b24icons-vue/outline/NoteIcon'
import type { Component } from 'vue'

/** Which word of `context` a kind of chat answers to (`widgets/im`): groups are neither open lines nor chats of the CRM. */
const contexts: Record<ChatKind, string> = { private: 'USER', chat: 'CHAT', lines: 'LINES', crm: 'CRM' }

/**
 * Whether a messenger widget is shown to a person in a chat, by its OPTIONS `context` (words joined by `;`, ALL wins) and `role`.
 * `kind` is null outside a chat, where `context` does not apply. Nobody here is from an extranet.
 */
export function isShown(options: RegisteredPlacement['options'], kind: ChatKind | null, isAdmin: boolean): boolean {
  if (options.role === 'ADMIN' && !isAdmin) return false
  const words = String(options.context ?? 'ALL').split(';')
  return kind === null || words.includes('ALL') || words.includes(contexts[kind])
}

/** A share of the chat's area from 0 to 1. OPTIONS `width` and `height` give it in percent; all of it where they say nothing. */
export function share(value: unknown): number {
  const percent = Number(value)
  return percent > 0 && percent < 100 ? percent / 100 : 1
}

/** Least room of one item in the messenger's navigation, in pixels. */
const itemWidth = 132

/**
 * How many items of the navigation stand in a row of that many pixels; the others are under "More", which needs room too.
 * The first is always there.
 */
export function itemsInRow(width: number, items: number): number {
  const room = Math.floor(width / itemWidth)
  return room >= items ? items : Math.max(1, room - 1)
}

const icons: [RegExp, Component][] = [[/file|clipboard|list/, FileIcon], [/note/, NoteIcon], [/comment/, MessagesIcon], [/bookmark/, BookmarkIcon]]

/** The kit's icon that comes nearest to a name of Font Awesome 4. */
export const iconOf = (name: unknown): Component => icons.find(([names]) => names.test(String(name)))?.[1] ?? AppsIcon

const colors: Record<string, string> = {
  RED: '#df532d', GREEN: '#64a513', MINT: '#4ba984', LIGHT_BLUE: '#4ba5c3', DARK_BLUE: '#3e99ce', PURPLE: '#8474c8', AQUA: '#1eb4aa',
  PINK: '#e76ba2', LIME: '#8fa932', BROWN: '#8d6e55', AZURE: '#29a3da', KHAKI: '#a39a55', SAND: '#b58d5a', ORANGE: '#e8a441',
  MARENGO: '#5f7185', GRAY: '#848f98', GRAPHITE: '#545b63',
}

/** The colour of OPTIONS `color`; a widget without one has the messenger's own. */
export const colorOf = (name: unknown): string => colors[String(name)] ?? 'var(--ui-color-accent-main-primary)'

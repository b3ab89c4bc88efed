import type { PortalPost, PortalState } from '../../shared/contract'
import { t, type MessageKey } from '../i18n'

export interface Post {
  key: string
  authorId: number
  at: Date
  to: string
  text: string
  likes: number
}

/** What the feed shows: a few posts by the portal's own people, so that the start page is one of a living company. */
export function feedPosts({ users, projects }: PortalState, now: Date): Post[] {
  const texts: [key: MessageKey, hoursAgo: number, likes: number][] = [['feed.first', 2, 4], ['feed.second', 21, 2], ['feed.third', 46, 7]]
  return texts.map(([key, hoursAgo, likes], index) => ({
    key,
    authorId: users[index % users.length]?.id ?? 0,
    at: new Date(now.getTime() - hoursAgo * 3_600_000),
    to: index === 1 ? projects[0]?.name ?? t('feed.everyone') : t('feed.everyone'),
    text: t(key, { project: projects[0]?.name ?? '', place: projects[1]?.name ?? '' }),
    likes,
  }))
}

/** A post that a test or a tool wrote (`postToFeed`), as the feed shows it. */
export const writtenPost = ({ id, authorId, text, at }: PortalPost): Post =>
  ({ key: String(id), authorId, at: new Date(at), to: t('feed.everyone'), text, likes: 0 })

import type { PortalState } from '../../shared/contract'
import { t, type MessageKey } from '../i18n'

export interface Post {
  key: string
  authorId: number
  hoursAgo: number
  to: string
  text: string
  likes: number
}

/** What the feed shows: a few posts by the portal's own people, so that the start page is one of a living company. */
export function feedPosts({ users, projects }: PortalState): Post[] {
  const texts: [key: MessageKey, hoursAgo: number, likes: number][] = [['feed.first', 2, 4], ['feed.second', 21, 2], ['feed.third', 46, 7]]
  return texts.map(([key, hoursAgo, likes], index) => ({
    key,
    authorId: users[index % users.length]?.id ?? 0,
    hoursAgo,
    to: index === 1 ? projects[0]?.name ?? t('feed.everyone') : t('feed.everyone'),
    text: t(key, { project: projects[0]?.name ?? '', place: projects[1]?.name ?? '' }),
    likes,
  }))
}

import BookmarkIcon from '@bitrix24/b24icons-vue/outline/BookmarkIcon'
import CalendarIcon from '@bitrix24/b24icons-vue/outline/CalendarIcon'
import ListIcon from '@bitrix24/b24icons-vue/outline/CheckListIcon'
import ClockIcon from '@bitrix24/b24icons-vue/outline/ClockIcon'
import PencilIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import StarIcon from '@bitrix24/b24icons-vue/outline/FavoriteIcon'
import FileIcon from '@bitrix24/b24icons-vue/outline/FileIcon'
import FlagIcon from '@bitrix24/b24icons-vue/outline/FlagIcon'
import FolderIcon from '@bitrix24/b24icons-vue/outline/FolderIcon'
import HeartIcon from '@bitrix24/b24icons-vue/outline/HeartIcon'
import BulbIcon from '@bitrix24/b24icons-vue/outline/IdeaLampIcon'
import MessageIcon from '@bitrix24/b24icons-vue/outline/MessageIcon'
import CommentsIcon from '@bitrix24/b24icons-vue/outline/MessagesIcon'
import NoteIcon from '@bitrix24/b24icons-vue/outline/NoteIcon'
import TagIcon from '@bitrix24/b24icons-vue/outline/TagIcon'

/**
 * Icons to choose from. Bitrix24's messenger draws those of Font Awesome 4; the kit's look enough alike to choose by, and any
 * other one can be named.
 */
export const iconPreviews = [
  { name: 'fa-sticky-note-o', icon: NoteIcon },
  { name: 'fa-file-text-o', icon: FileIcon },
  { name: 'fa-comment-o', icon: MessageIcon },
  { name: 'fa-comments-o', icon: CommentsIcon },
  { name: 'fa-pencil', icon: PencilIcon },
  { name: 'fa-list', icon: ListIcon },
  { name: 'fa-clock-o', icon: ClockIcon },
  { name: 'fa-calendar', icon: CalendarIcon },
  { name: 'fa-bookmark-o', icon: BookmarkIcon },
  { name: 'fa-star-o', icon: StarIcon },
  { name: 'fa-flag-o', icon: FlagIcon },
  { name: 'fa-tag', icon: TagIcon },
  { name: 'fa-folder-o', icon: FolderIcon },
  { name: 'fa-lightbulb-o', icon: BulbIcon },
  { name: 'fa-heart-o', icon: HeartIcon },
] as const

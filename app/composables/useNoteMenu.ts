import type { DropdownMenuItem } from '@bitrix24/b24ui-nuxt'
import CheckIcon from '@bitrix24/b24icons-vue/outline/CheckLIcon'
import ClockBackIcon from '@bitrix24/b24icons-vue/outline/ClockBackIcon'
import ClockIcon from '@bitrix24/b24icons-vue/outline/ClockIcon'
import EditIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import GroupIcon from '@bitrix24/b24icons-vue/outline/GroupIcon'
import LinkIcon from '@bitrix24/b24icons-vue/outline/LinkIcon'
import LockIcon from '@bitrix24/b24icons-vue/outline/LockLIcon'
import NoteIcon from '@bitrix24/b24icons-vue/outline/NoteIcon'
import PinIcon from '@bitrix24/b24icons-vue/outline/PinIcon'
import TrashcanIcon from '@bitrix24/b24icons-vue/outline/TrashcanIcon'
import UnpinIcon from '@bitrix24/b24icons-vue/outline/UnpinIcon'
import type { NoteView, Visibility } from '#shared/notes'
import { isFollowUpMine } from '~/app/lib/follow-ups'
import type { FollowUpActions } from './useFollowUpActions'

export interface NoteActions {
  edit: (note: NoteView) => void
  pin: (note: NoteView) => void
  setVisibility: (note: NoteView, visibility: Visibility) => void
  remove: (note: NoteView) => void
  /** Chooses when it is due. */
  pickDue: (note: NoteView) => void
  /** Shows its earlier texts. */
  history: (note: NoteView) => void
  followUp: FollowUpActions
  /** Absent where the note is open already. */
  open?: (note: NoteView) => void
}

/** What a person may do with a note, as menu items: the author everything, others pin, open, link to, and follow it up. */
export function useNoteMenu(actions: NoteActions) {
  const { copyLink } = useNoteLink()
  const { $t: t } = useNuxtApp()

  const item = (testId: string, label: string, icon: DropdownMenuItem['icon'], onSelect: () => void): DropdownMenuItem =>
    ({ label, icon, onSelect, 'data-testid': testId })

  /** Removing it stands beside the choice of another time: the menu has to fit into a small frame. */
  function followUpItems(note: NoteView): DropdownMenuItem[] {
    const { followUp } = note
    if (!isFollowUpMine(note)) return []
    const set = item('note-follow-up', t(followUp ? 'followUp.move' : 'followUp.add'), ClockIcon, () => actions.pickDue(note))
    if (!followUp) return [set]
    const isDone = followUp.doneAt !== null
    return [
      item('note-follow-up-done', t(isDone ? 'followUp.reopen' : 'followUp.finish'), CheckIcon, () => void actions.followUp.finish(note, !isDone)),
      set,
    ]
  }

  function itemsOf(note: NoteView): DropdownMenuItem[][] {
    const isPrivate = note.visibility === 'private'
    const common = [
      item('note-pin', t(note.pinned ? 'menu.unpin' : 'menu.pin'), note.pinned ? UnpinIcon : PinIcon, () => actions.pin(note)),
      item('note-link', t('menu.copyLink'), LinkIcon, () => copyLink(note)),
      ...(note.editedAt === null ? [] : [item('note-history', t('menu.history'), ClockBackIcon, () => actions.history(note))]),
      ...(actions.open ? [item('note-open', t('menu.open'), NoteIcon, () => actions.open?.(note))] : []),
    ]
    const groups = [common, followUpItems(note)].filter(group => group.length > 0)
    if (!note.mine) return groups
    return [
      [item('note-edit', t('menu.edit'), EditIcon, () => actions.edit(note))],
      ...groups,
      [
        item('note-menu-visibility', t(isPrivate ? 'menu.makeTeam' : 'menu.makePrivate'), isPrivate ? GroupIcon : LockIcon,
          () => actions.setVisibility(note, isPrivate ? 'team' : 'private')),
        item('note-delete', t('menu.delete'), TrashcanIcon, () => actions.remove(note)),
      ],
    ]
  }

  return { itemsOf }
}

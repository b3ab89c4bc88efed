import type { DropdownMenuItem } from '@bitrix24/b24ui-nuxt'
import EditIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import GroupIcon from '@bitrix24/b24icons-vue/outline/GroupIcon'
import LockIcon from '@bitrix24/b24icons-vue/outline/LockLIcon'
import NoteIcon from '@bitrix24/b24icons-vue/outline/NoteIcon'
import PinIcon from '@bitrix24/b24icons-vue/outline/PinIcon'
import TrashcanIcon from '@bitrix24/b24icons-vue/outline/TrashcanIcon'
import UnpinIcon from '@bitrix24/b24icons-vue/outline/UnpinIcon'
import type { NoteView, Visibility } from '#shared/notes'

export interface NoteActions {
  edit: (note: NoteView) => void
  pin: (note: NoteView) => void
  setVisibility: (note: NoteView, visibility: Visibility) => void
  remove: (note: NoteView) => void
  /** Absent where the note is open already. */
  open?: (note: NoteView) => void
}

/** What a person may do with a note, as menu items: the author everything, others pin and open. */
export function useNoteMenu(actions: NoteActions) {
  const { t } = useNuxtApp().$i18n

  function itemsOf(note: NoteView): DropdownMenuItem[][] {
    const isPrivate = note.visibility === 'private'
    const item = (testId: string, label: string, icon: DropdownMenuItem['icon'], onSelect: () => void): DropdownMenuItem =>
      ({ label, icon, onSelect, 'data-testid': testId })

    const common = [
      item('note-pin', t(note.pinned ? 'menu.unpin' : 'menu.pin'), note.pinned ? UnpinIcon : PinIcon, () => actions.pin(note)),
      ...(actions.open ? [item('note-open', t('menu.open'), NoteIcon, () => actions.open?.(note))] : []),
    ]
    if (!note.mine) return [common]
    return [
      [item('note-edit', t('menu.edit'), EditIcon, () => actions.edit(note)), ...common],
      [
        item('note-menu-visibility', t(isPrivate ? 'menu.makeTeam' : 'menu.makePrivate'), isPrivate ? GroupIcon : LockIcon,
          () => actions.setVisibility(note, isPrivate ? 'team' : 'private')),
        item('note-delete', t('menu.delete'), TrashcanIcon, () => actions.remove(note)),
      ],
    ]
  }

  return { itemsOf }
}

/** Whether a dialog is open in this document: Esc is then the dialog's and closes no slider. */
export const isDialogOpen = () => document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]') !== null

// What pages for people who work with many things draw: no shared module, so that no shopper carries it.
export { type Area, Areas, areaOf } from './areas';
export { type Bar, Bars, shortDay } from './bars';
export { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog';
export { CursorPager } from './cursor-pager';
export { type Column, DataTable } from './data-table';
export { FileDrop } from './file-drop';
export { Pager } from './pager';
export { ProgressBar } from './progress-bar';
export { saveAs } from './save-as';
export { Choice, Day, SearchBox, Toolbar } from './toolbar';

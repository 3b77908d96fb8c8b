import { Kbd, Modal } from '@mantine/core';

import classes from './dialogs.module.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'Search the palette'],
  ['Ctrl+Enter', 'Run the draft'],
  ['Ctrl+S', 'Save now'],
  ['Ctrl+Z', 'Undo'],
  ['Ctrl+Shift+Z', 'Redo'],
  ['Ctrl+C', 'Copy the chosen nodes'],
  ['Ctrl+V', 'Paste'],
  ['Ctrl+A', 'Choose all nodes'],
  ['Delete', 'Delete what is chosen'],
  ['Arrow keys', 'Move the chosen nodes'],
  ['Shift+T', 'Tidy up'],
  ['Shift+1', 'Show all'],
  ['Shift+P', 'Open or close the palette'],
  ['Shift+R', 'Open or close the runs'],
  ['Shift+I', 'Open or close the inspector'],
  ['+  −', 'Zoom'],
];

/** The keys of the canvas. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size={400}>
      <dl className={classes.keys}>
        {KEYS.map(([keys, action]) => (
          <div key={keys}>
            <dt>{action}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

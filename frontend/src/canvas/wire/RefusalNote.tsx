import { CrossCircledIcon } from '@radix-ui/react-icons';

import { hideRefusal, useRefusal } from './refusalStore';
import classes from './wire.module.css';

const NOTE_WIDTH = 300;
const MARGIN = 12;

/** The reason why a connection was refused, where the wire was dropped. The live region says it too. */
export function RefusalNote() {
  const refusal = useRefusal((state) => state.refusal);
  if (!refusal) return null;
  const left = Math.min(refusal.at.x + MARGIN, window.innerWidth - NOTE_WIDTH);
  return (
    <button type="button" className={classes.note} style={{ left, top: refusal.at.y + MARGIN }} onClick={hideRefusal} data-testid="refusal">
      <CrossCircledIcon aria-hidden />
      <span>{refusal.message}</span>
    </button>
  );
}

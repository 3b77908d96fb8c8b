import classes from './canvas-page.module.css';

/** The first step, where nothing is drawn yet. */
export function EmptyCanvas() {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>Draw your first node</p>
      <p>
        Drag one from the palette, or press <kbd className={classes.key}>/</kbd>, type what you need and press Enter.
      </p>
    </div>
  );
}

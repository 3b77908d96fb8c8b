import { Delayed } from '../../ui/states/Delayed';
import classes from './canvas-page.module.css';

/** The frame of the page while the workflow is on its way. */
export function CanvasSkeleton() {
  return (
    <main id="main" className={classes.page} aria-busy aria-label="Loading the workflow">
      <div className={classes.header} />
      <div className={classes.middle}>
        <div className={classes.stage}>
          <Delayed>
            <p className={classes.loading}>Loading the workflow …</p>
          </Delayed>
        </div>
      </div>
    </main>
  );
}

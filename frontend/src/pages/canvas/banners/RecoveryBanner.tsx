import { Button } from '@mantine/core';
import { useState } from 'react';

import type { Draft } from '../../../api/types';
import type { Definition } from '../../../domain/definition/model';
import { readDefinition } from '../../../domain/definition/reading';
import { useEditor } from '../../../store/editorStore';
import { findUnsaved, forgetUnsaved } from '../../../store/unsaved';
import { RelativeTime } from '../../../ui/time/RelativeTime';
import { Banner } from './Banner';

interface Properties {
  readonly workflow: number;
  readonly draft: Draft;
  readonly readOnly: boolean;
}

/** Offers back what was drawn in this browser and never reached the server. */
export function RecoveryBanner({ workflow, draft, readOnly }: Properties) {
  const [unsaved, setUnsaved] = useState(() => differing(workflow, draft));
  if (!unsaved || readOnly) return null;
  const restore = () => {
    useEditor.getState().edit([{ op: 'replace_all', definition: unsaved.document }], { label: 'Bring back unsaved changes' });
    setUnsaved(null);
  };
  const discard = () => {
    forgetUnsaved(workflow);
    setUnsaved(null);
  };
  return (
    <Banner
      actions={
        <>
          <Button variant="default" onClick={discard}>
            Discard them
          </Button>
          <Button onClick={restore}>Bring them back</Button>
        </>
      }
    >
      Changes that you made <RelativeTime value={unsaved.at} /> in this browser were not saved.
      {unsaved.number === draft.number ? null : ` ${draft.saved_by} has saved since: bringing them back replaces that.`}
    </Banner>
  );
}

function differing(workflow: number, draft: Draft) {
  const unsaved = findUnsaved<Definition>(workflow);
  if (!unsaved) return null;
  return JSON.stringify(unsaved.document) === JSON.stringify(readDefinition(draft.definition)) ? null : unsaved;
}

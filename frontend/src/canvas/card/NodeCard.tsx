import { useStore, type NodeProps } from '@xyflow/react';
import { memo, type CSSProperties } from 'react';

import { problemDetail, problemsOfNode, problemSummary } from '../../domain/problems';
import { useEditor } from '../../store/editorStore';
import { useCardState } from '../../store/runStore';
import { kindColor } from '../../ui/kind/kinds';
import { labelId, type Card } from '../flow/cards';
import { useScene } from '../SceneContext';
import classes from './card.module.css';
import { DistantCard } from './DistantCard';
import { NearCard } from './NearCard';
import { spokenCard } from './spoken';

/** Below this zoom a card is a coloured box with its status. */
const DISTANT_ZOOM = 0.45;

/** A placed node. Its status comes from the run store, so that a run redraws no other card. */
export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<Card>) {
  const { run, readOnly } = useScene();
  const isDistant = useStore((flow) => flow.transform[2] < DISTANT_ZOOM);
  const state = useCardState(run, id);
  const problem = useEditor((editor) => (readOnly ? null : problemSummary(problemsOfNode(editor.problems, id))));
  const detail = useEditor((editor) => (readOnly ? null : problemDetail(problemsOfNode(editor.problems, id))));
  const accent = { '--accent': kindColor(data.type?.kind ?? 'flow') } as CSSProperties;
  const Face = isDistant ? DistantCard : NearCard;
  return (
    <div
      className={classes.card}
      style={accent}
      data-selected={selected || undefined}
      data-status={state?.status}
      data-problem={(!state && problem !== null) || undefined}
      data-off={!data.node.settings.enabled || undefined}
      data-distant={isDistant || undefined}
    >
      <span id={labelId(id)} className={classes.spoken}>
        {spokenCard(data.node, data.type, state, detail)}
      </span>
      <Face data={data} state={state} problem={problem} detail={detail} selected={selected} />
    </div>
  );
});

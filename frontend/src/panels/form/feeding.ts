import { addConnection, removeConnections, replaceConnection } from '../../domain/definition/edits';
import type { Connection } from '../../domain/definition/model';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';

/** Let an output feed an input in place of what feeds it now; undefined disconnects it. */
export function choose(wire: Connection | undefined, feed: Connection | undefined): void {
  const { definition, edit } = useEditor.getState();
  if (wire && feed) edit(replaceConnection(definition, feed, wire), { label: `Connect ${wire.input} to ${pathOf(wire)}` });
  else if (wire) edit(addConnection(definition, wire), { label: `Connect ${wire.input} to ${pathOf(wire)}` });
  else if (feed) edit(removeConnections([feed]), { label: `Disconnect ${feed.input}` });
  announce(wire ? `${wire.input} is fed by ${pathOf(wire)}.` : `${feed?.input ?? 'The input'} is disconnected.`);
}

/** Where a connection comes from: `create.id`. */
export function pathOf(wire: Connection): string {
  return `${wire.source}.${wire.output}`;
}

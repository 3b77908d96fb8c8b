import type { Edge } from '@xyflow/react';

import type { Problem } from '../../domain/api';
import { basePort } from '../../domain/definition/graph';
import { connectionKey, type Connection, type Definition } from '../../domain/definition/model';
import { problemText } from '../../domain/problems';

export interface WireData extends Record<string, unknown> {
  readonly connection: Connection;
  /** Why the connection no longer fits; null where it does. */
  readonly problem: string | null;
}

export type WireEdge = Edge<WireData, 'wire'>;

/** The connections as drawn: a dotted path ends at the port at its root. */
export function drawWires(definition: Definition, problems: readonly Problem[]): WireEdge[] {
  const broken = new Map<number, string>();
  for (const problem of problems) if (problem.connection !== null) broken.set(problem.connection, problemText(problem));
  return definition.connections.map((connection, index) => drawWire(connection, broken.get(index) ?? null));
}

function drawWire(connection: Connection, problem: string | null): WireEdge {
  return {
    id: connectionKey(connection),
    type: 'wire',
    source: connection.source,
    target: connection.target,
    sourceHandle: basePort(connection.output),
    targetHandle: basePort(connection.input),
    ariaLabel: `${connection.source}.${connection.output} feeds ${connection.target}.${connection.input}${problem ? `: ${problem}` : ''}`,
    data: { connection, problem },
  };
}

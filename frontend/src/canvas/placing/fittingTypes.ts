import type { NodeType, PortType } from '../../domain/api';
import { matchesSearch } from '../../domain/palette/search';
import { mismatch } from '../../domain/ports/compatibility';
import type { NodeTypes } from '../../domain/ports/judgement';
import type { WireEnd } from '../../domain/ports/targets';

export interface FittingType {
  readonly type: NodeType;
  /** The port that the wire goes to. */
  readonly port: string;
}

/** The node types that take a wire of that type, with the port that takes it best: of the same model first, open ones last. */
export function fittingTypes(types: NodeTypes, wire: PortType, from: WireEnd['side'], search: string): FittingType[] {
  const fitting: (FittingType & { rank: number })[] = [];
  for (const type of types.values()) {
    if (!matchesSearch(type, search)) continue;
    const ports = from === 'output' ? type.inputs : type.outputs;
    const ranked = ports
      .filter((port) => (from === 'output' ? mismatch(wire, port.type) : mismatch(port.type, wire)) === null)
      .map((port) => ({ port: port.name, rank: rankOf(wire, port.type, port.required) }))
      .sort((a, b) => a.rank - b.rank)[0];
    if (ranked) fitting.push({ type, ...ranked });
  }
  return fitting.sort((a, b) => a.rank - b.rank);
}

function rankOf(wire: PortType, port: PortType, required: boolean): number {
  if (wire.model !== null && wire.model === port.model && wire.field === port.field && wire.kind === port.kind) return 0;
  if (wire.kind === port.kind) return required ? 1 : 2;
  return port.kind === 'any' || port.kind === 'json' ? 4 : 3;
}

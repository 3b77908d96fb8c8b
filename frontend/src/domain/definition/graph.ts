import type { Connection, Definition } from './model';

/** The port at the root of a dotted path: `record.name` → `record`. */
export function basePort(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

/** Whether `target` can be reached by following connections from `start` (a node reaches itself). */
export function reaches(definition: Definition, start: string, target: string): boolean {
  return downstream(definition, start).has(target);
}

/** The node and everything that its outputs feed, directly or through others. */
export function downstream(definition: Definition, start: string): Set<string> {
  const after = new Map<string, string[]>();
  for (const wire of definition.connections) after.set(wire.source, [...(after.get(wire.source) ?? []), wire.target]);
  const seen = new Set([start]);
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of after.get(id) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return seen;
}

/** What feeds an input port of a node, below it too where a dotted path does. */
export function feedsOf(definition: Definition, node: string, port: string): readonly Connection[] {
  return definition.connections.filter((wire) => wire.target === node && basePort(wire.input) === port);
}

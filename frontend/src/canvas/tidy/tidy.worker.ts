import dagre from '@dagrejs/dagre';

import type { Arrangement, TidyRequest } from './arrangement';

/** Lays out a graph from left to right, away from the page's own thread. */
self.addEventListener('message', ({ data }: MessageEvent<TidyRequest>) => {
  self.postMessage(arrange(data));
});

function arrange({ boxes, links }: TidyRequest): Arrangement {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 32, ranksep: 96, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  for (const link of links) graph.setEdge(link.source, link.target);
  dagre.layout(graph);
  return Object.fromEntries(
    boxes.map((box) => {
      const { x, y } = graph.node(box.id) as { x: number; y: number };
      return [box.id, { x: x - box.width / 2, y: y - box.height / 2 }];
    }),
  );
}

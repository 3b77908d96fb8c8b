import type { AriaLabelConfig } from '@xyflow/react';

import { NodeCard } from '../card/NodeCard';
import { Wire } from '../wire/Wire';

export const NODE_TYPES = { card: NodeCard };
export const EDGE_TYPES = { wire: Wire };

export const FIT = { padding: 0.08, maxZoom: 1, minZoom: 0.1 } as const;
export const ZOOM = { minZoom: 0.1, maxZoom: 2 } as const;

export const SPOKEN: Partial<AriaLabelConfig> = {
  'node.a11yDescription.default': 'Press Enter or Space to choose the node.',
  'node.a11yDescription.keyboardDisabled':
    'Press Enter or Space to choose the node. The arrow keys move it, Delete removes it, Escape lets go.',
  'edge.a11yDescription.default': 'Press Enter or Space to choose the connection. Delete removes it, Escape lets go.',
  'controls.ariaLabel': 'Zoom',
  'controls.zoomIn.ariaLabel': 'Zoom in',
  'controls.zoomOut.ariaLabel': 'Zoom out',
  'controls.fitView.ariaLabel': 'Show all',
  'minimap.ariaLabel': 'Map of the whole drawing',
  'handle.ariaLabel': 'Port',
};

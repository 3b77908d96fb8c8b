import type { Position } from '../../domain/definition/model';

export interface TidyRequest {
  readonly boxes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

/** Where each node goes, by id. */
export type Arrangement = Record<string, Position>;

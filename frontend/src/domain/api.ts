/** The shapes that the server and the canvas share, and JSON, which the generated types leave open. */

export type {
  Failure,
  Model,
  ModelField,
  NodeKind,
  NodeRunDetail,
  NodeType,
  Port,
  PortKind,
  PortType,
  Problem,
  Status,
} from '../api/types';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** As much of JSON Schema as a form can show. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: Json;
  enum?: Json[];
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  'x-widget'?: string;
  'x-labels'?: Record<string, string>;
}

import type { Json, JsonObject } from '../api';
import { isExpression } from '../definition/model';

/** A filter as rows of a form: all of them, or any of them, must hold. */
export interface FilterRows {
  join: 'and' | 'or';
  rows: readonly FilterRow[];
}

export interface FilterRow {
  field: string;
  operator: Operator;
  /** Undefined until somebody gives one: the condition is not there yet. */
  value: Json | undefined;
}

export const OPERATORS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$between',
  '$in',
  '$nin',
  '$contains',
  '$icontains',
  '$startswith',
  '$istartswith',
  '$endswith',
  '$iendswith',
  '$ieq',
  '$like',
  '$ilike',
  '$regex',
  '$all',
  '$any',
  '$size',
  '$null',
  '$exists',
] as const;
export type Operator = (typeof OPERATORS)[number];

export const OPERATOR_WORDS: Record<Operator, string> = {
  $eq: 'is',
  $ne: 'is not',
  $gt: 'more than',
  $gte: 'at least',
  $lt: 'less than',
  $lte: 'at most',
  $between: 'between',
  $in: 'is one of',
  $nin: 'is none of',
  $contains: 'contains',
  $icontains: 'contains, any case',
  $startswith: 'starts with',
  $istartswith: 'starts with, any case',
  $endswith: 'ends with',
  $iendswith: 'ends with, any case',
  $ieq: 'is, any case',
  $like: 'is like',
  $ilike: 'is like, any case',
  $regex: 'matches',
  $all: 'contains all of',
  $any: 'contains any of',
  $size: 'has as many items',
  $null: 'is empty',
  $exists: 'is there',
};

/** The rows that show a filter; null for what rows cannot show (groups within groups, `$not`). */
export function rowsOfFilter(filter: Json | undefined): FilterRows | null {
  if (filter === undefined || filter === null) return { join: 'and', rows: [] };
  if (!isObject(filter)) return null;
  const keys = Object.keys(filter);
  const only = keys[0];
  if (keys.length === 1 && (only === '$or' || only === '$and')) return rowsOfGroup(only, filter[only]);
  const rows = rowsOfObject(filter);
  return rows && { join: 'and', rows };
}

function rowsOfGroup(key: '$or' | '$and', members: Json | undefined): FilterRows | null {
  if (!Array.isArray(members)) return null;
  const rows: FilterRow[] = [];
  for (const member of members) {
    const found = isObject(member) ? rowsOfObject(member) : null;
    if (!found || (key === '$or' && found.length !== 1)) return null;
    rows.push(...found);
  }
  return { join: key === '$or' ? 'or' : 'and', rows };
}

function rowsOfObject(filter: JsonObject): FilterRow[] | null {
  const rows: FilterRow[] = [];
  for (const [field, condition] of Object.entries(filter)) {
    if (field.startsWith('$')) return null;
    const found = rowsOfCondition(field, condition);
    if (!found) return null;
    rows.push(...found);
  }
  return rows;
}

function rowsOfCondition(field: string, condition: Json): FilterRow[] | null {
  if (!isObject(condition) || isExpression(condition) || !Object.keys(condition).some((key) => key.startsWith('$'))) {
    return [{ field, operator: '$eq', value: condition }];
  }
  const rows: FilterRow[] = [];
  for (const [operator, value] of Object.entries(condition)) {
    if (!isOperator(operator)) return null;
    rows.push({ field, operator, value });
  }
  return rows;
}

/** The filter that rows stand for, without those that have no value yet; undefined where none is left. */
export function filterOfRows({ join, rows: all }: FilterRows): JsonObject | undefined {
  const rows = all.filter(isGiven);
  if (rows.length === 0) return undefined;
  if (join === 'or' && rows.length > 1) return { $or: rows.map(conditionOf) };
  return hasTwice(rows) ? { $and: rows.map(conditionOf) } : Object.fromEntries(rows.flatMap((row) => Object.entries(conditionOf(row))));
}

/** The rows to show for a filter: those of the form while they still stand for it, unfinished ones too, else those of the filter. */
export function shownRows(filter: Json | undefined, form: FilterRows | null): FilterRows | null {
  const isCurrent = form !== null && JSON.stringify(filterOfRows(form)) === JSON.stringify(filter);
  return isCurrent ? form : rowsOfFilter(filter);
}

type GivenRow = FilterRow & { value: Json };

function isGiven(row: FilterRow): row is GivenRow {
  return row.value !== undefined;
}

function hasTwice(rows: readonly FilterRow[]): boolean {
  return new Set(rows.map((row) => row.field)).size < rows.length;
}

function conditionOf(row: GivenRow): JsonObject {
  return { [row.field]: row.operator === '$eq' ? row.value : { [row.operator]: row.value } };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOperator(name: string): name is Operator {
  return (OPERATORS as readonly string[]).includes(name);
}

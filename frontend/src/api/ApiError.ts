import type { Problem, ProblemDocument } from './types';

/** What the server said when it could not do as asked (RFC 9457), or what stopped us from hearing it (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly problems: readonly Problem[];
  readonly current: unknown;

  constructor(document: Partial<ProblemDocument> & { status: number }) {
    super(document.detail ?? document.title ?? `The server answered ${document.status}.`);
    this.name = 'ApiError';
    this.status = document.status;
    this.code = document.code ?? 'unexpected';
    this.title = document.title ?? 'That did not work';
    this.problems = document.problems ?? [];
    this.current = document.current;
  }

  /** The message for one port, such as "cron", if the server gave one. */
  problemAt(port: string): Problem | undefined {
    return this.problems.find((problem) => problem.port === port);
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}

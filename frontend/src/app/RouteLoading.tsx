export function RouteLoading() {
  return null;
}

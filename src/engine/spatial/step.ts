export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Place {
  readonly code: string;
  readonly x: number;
  readonly y: number;
}

/**
 * The next area in a direction on the screen (y downwards): the nearest one inside a quadrant around
 * the direction, where being off to the side counts double. Undefined at the edge.
 */
export function stepTo(
  places: readonly Place[],
  from: Place,
  direction: Direction,
): Place | undefined {
  let best: Place | undefined;
  let least = Infinity;
  for (const place of places) {
    if (place.code === from.code) continue;
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const ahead = { up: -dy, down: dy, left: -dx, right: dx }[direction];
    const aside = Math.abs(direction === 'up' || direction === 'down' ? dx : dy);
    if (ahead <= 0 || aside > ahead * 1.5) continue;
    const distance = ahead + aside * 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

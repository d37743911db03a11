/** A set of which any member can be picked in constant time. */
export interface Members<T> {
  readonly add: (member: T) => void;
  readonly remove: (member: T) => void;
  readonly size: () => number;
  /** One of them, by a number from 0 to below 1. */
  readonly pick: (share: number) => T;
  readonly all: () => readonly T[];
}

export function createMembers<T extends object>(): Members<T> {
  const members: T[] = [];
  const places = new Map<T, number>();
  return {
    add(member) {
      if (places.has(member)) return;
      places.set(member, members.length);
      members.push(member);
    },
    remove(member) {
      const place = places.get(member);
      if (place === undefined) return;
      places.delete(member);
      const last = members.pop();
      if (last === undefined || last === member) return;
      members[place] = last;
      places.set(last, place);
    },
    size: () => members.length,
    pick(share) {
      const member = members[Math.floor(share * members.length)];
      if (!member) throw new RangeError('There is none to pick');
      return member;
    },
    all: () => members,
  };
}

interface Shown {
  readonly id: number;
  readonly alt: string;
}

const called = (place: number, alt = '') => `Picture ${place + 1}${alt && ` (“${alt}”)`}`;
const ids = (pictures: readonly Shown[]) => pictures.map(({ id }) => id).join();

/** What somebody else did to a gallery, in words; nothing where it is as it was. */
export function newsOf(before: readonly Shown[], now: readonly Shown[]): readonly string[] {
  const gone = before.filter(({ id }) => !now.some((one) => one.id === id));
  const kept = before.filter((one) => !gone.includes(one));
  const stayed = now.filter(({ id }) => kept.some((one) => one.id === id));
  return [
    ...gone.map((one) => `${called(before.indexOf(one), one.alt)} is gone`),
    ...now.flatMap((one, place) => {
      const was = kept.find(({ id }) => id === one.id);
      if (!was) return [`${called(place)} is new`];
      if (was.alt === one.alt) return [];
      return [
        one.alt ? `${called(place)} is described now: “${one.alt}”` : `${called(place)} has no description any more`,
      ];
    }),
    ...(ids(kept) === ids(stayed) ? [] : ['The pictures stand in another order']),
  ];
}

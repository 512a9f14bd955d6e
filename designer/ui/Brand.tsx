/** The mark: brackets that carry a beam. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0d6557" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6 8h20M8 8c0 4 3 5 8 5s8-1 8-5M11 13.500c0 3.500 2 4.500 5 4.500s5-1 5-4.500M16 18v8M11 26h10" />
      </g>
    </svg>
  );
}

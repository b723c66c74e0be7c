/** Our mark: a wheel whose rim is open where demand enters. It takes the colour of the text around it. */
export function Wheel({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M17.5 4.37A9.4 9.4 0 1 0 21.26 10.4" />
      <path d="M12 2.6V9.1M12 14.9v6.5M2.6 12h6.5M14.9 12h4.3" strokeWidth="1.8" />
      <circle cx="12" cy="12" r="2.6" fill="currentColor" stroke="none" />
      <circle cx="20" cy="6.9" r="1.7" fill="currentColor" stroke="none" />
    </svg>
  );
}

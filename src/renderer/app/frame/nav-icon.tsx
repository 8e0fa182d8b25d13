const shapes = {
  board: 'M2.5 4h7M2.5 8h11M2.5 12h5',
  inbox: 'M2.5 9.5h3l1 2h3l1-2h3M2.5 9.5v3h11v-3l-2-6h-7z',
  history: 'M8 4.5V8l2.5 1.5M8 2.5a5.5 5.5 0 1 1-5.5 5.5M2.5 3v3h3',
  plan: 'M2.5 3.5h4v3h-4zM9.5 3.5h4v3h-4zM9.5 9.5h4v3h-4zM6.5 5h3M4.5 6.5V11h5',
  automations: 'M9 2.5 3.5 9H8l-1 4.5L12.5 7H8z',
  agents: 'M2.5 3.5h11v9h-11zM5 6.5 7 8l-2 1.5M8.5 10H11',
  settings: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3',
} as const

export type NavShape = keyof typeof shapes

/** Stands for a screen where there is no room for its name. */
export function NavIcon({ shape }: { readonly shape: NavShape }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapes[shape]} />
    </svg>
  )
}

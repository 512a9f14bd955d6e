/** The page's nonce for style sheets that are made at run time; the policy refuses those without it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

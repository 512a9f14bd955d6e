import { useTexts } from '../../ui/useTexts.ts';

/** What a decision is called once it is made: "approved". */
export function useDidText(): (decision: string) => string {
  const t = useTexts('task');
  return (decision) => {
    switch (decision) {
      case 'approve':
        return t('didApprove');
      case 'reject':
        return t('didReject');
      case 'return':
        return t('didReturn');
      case 'transfer':
        return t('didTransfer');
      case 'add-signer':
        return t('didAddSigner');
      case 'submit':
        return t('didSubmit');
      case 'withdraw':
        return t('didWithdraw');
      default:
        return decision;
    }
  };
}

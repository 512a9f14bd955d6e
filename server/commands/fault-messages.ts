type Both = { en: string; 'zh-CN': string };

/** What `verify` says, by code. `{param}` is filled in. */
export const faultMessages = {
  'chain-gap': {
    en: 'follows link {before}: what was between is missing',
    'zh-CN': '前一环是第 {before} 环：中间的记录缺失',
  },
  'chain-broken': { en: 'does not follow from the link before it', 'zh-CN': '与前一环不衔接' },
  'chain-changed': { en: 'is not what its hash says: it was changed', 'zh-CN': '内容与其哈希不符：已被改动' },
  'chain-stray': { en: 'is of a {of} that is not there', 'zh-CN': '所属的{of}不存在' },
  'chain-end': {
    en: 'says that its history ends with link {told}; it ends with {found}',
    'zh-CN': '记载其历史止于第 {told} 环，实际止于第 {found} 环',
  },
  'chain-none': { en: 'has no history', 'zh-CN': '没有历史记录' },
  'audit-unsigned': {
    en: "is not signed with this server's key: the audit was rewritten, or the key is another one",
    'zh-CN': '未以本服务器密钥签名：审计记录被改写，或密钥已更换',
  },
  'audit-rewritten': { en: 'is not the entry that was there at {at}', 'zh-CN': '与 {at} 时的记录不符' },
  'audit-cut': {
    en: 'ends with entry {found}; at {at} it had come to entry {seq}',
    'zh-CN': '止于第 {found} 条，而 {at} 时已有 {seq} 条',
  },
  'case-differs': {
    en: 'is not the state to which its history leads: {stored} is stored, {replayed} follows',
    'zh-CN': '与历史推演的状态不符：存储为 {stored}，推演为 {replayed}',
  },
  'case-diverged': {
    en: 'the history cannot be replayed from here: {reason}',
    'zh-CN': '历史自此处起无法推演：{reason}',
  },
  'case-unreadable': {
    en: 'its history cannot be replayed: {release} does not hold the workflow {workflow}',
    'zh-CN': '历史无法推演：{release} 中没有流程 {workflow}',
  },
  'record-differs': { en: 'is not what its history says', 'zh-CN': '与历史记载不符' },
  'record-diverged': {
    en: 'changes {field} from a value that it did not have',
    'zh-CN': '所记 {field} 的原值与此前历史不符',
  },
  'record-deleted': {
    en: 'is there, though its history says that it was deleted',
    'zh-CN': '历史记载已删除，却仍然存在',
  },
  'search-words': {
    en: 'are not the words of its data: {missing} are missing, {stray} are too many',
    'zh-CN': '与数据不符：缺少 {missing} 个词，多出 {stray} 个词',
  },
  'release-unreadable': { en: 'cannot be read by this program', 'zh-CN': '本程序无法读取' },
  reference: {
    en: 'names the {what} {target}, which is not in {in}',
    'zh-CN': '引用的{what} {target} 不在 {in} 中',
  },
  'file-missing': { en: 'its bytes are not in {folder}', 'zh-CN': '文件内容不在 {folder} 中' },
  'file-changed': { en: 'its bytes are not those that were uploaded', 'zh-CN': '文件内容与上传时不符' },
  'collection-missing': { en: 'the collection is not there', 'zh-CN': '集合不存在' },
  'index-missing': {
    en: 'the index on {keys} is missing: the next start makes it',
    'zh-CN': '缺少 {keys} 上的索引：下次启动时会建立',
  },
  'index-missing-form': {
    en: 'the index on {keys}, for which the form asks, is missing: publish the pack again',
    'zh-CN': '缺少表单要求的 {keys} 上的索引：请重新发布该应用包',
  },
  'index-unique': { en: 'the index on {keys} is not unique', 'zh-CN': '{keys} 上的索引不唯一' },
  'index-not-unique': { en: 'the index on {keys} is unique', 'zh-CN': '{keys} 上的索引不应唯一' },
  'index-partial': {
    en: 'the index on {keys} holds other documents than it should: those with {found} instead of {wanted}',
    'zh-CN': '{keys} 上的索引范围有误：现为 {found}，应为 {wanted}',
  },
  'index-unknown': { en: 'nothing declares the index on {keys}', 'zh-CN': '{keys} 上的索引没有声明' },
  'index-content': { en: '{error}', 'zh-CN': '{error}' },
} as const satisfies { [code: string]: Both };

export type FaultCode = keyof typeof faultMessages;

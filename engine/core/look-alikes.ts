/**
 * Characters that the eye takes for others, by Unicode TR 39: letters of other scripts for Latin ones, radicals and kana for
 * Chinese characters. Pairs of what is written and what it looks like; letters are lower-case, as comparisons take them.
 */
const pairs = `
ƅb ƍg ƽs ǀl ɑa ɡg ɣy ɩi ɪi ɯw ʀr ʋu ʏy ʝj ᴄc ᴏo ᴑo ᴜu ᴠv ᴡw ᴢz
αa βb γy εe ζz ηh ιi κk μm νv οo ρp σo τt υu χx ϝf ϳj ϻm ᴦr
аa вb гr еe кk мm нh оo рp сc тt уy хx ьb ѕs іi јj ѡw ѵv үy һh ҽe ӏi ԁd ԍg ԛq ԝw ꙇi
աw գq զq հh ոn ռn սu տs ցg քf օo ყy ჿo ᏻg ᏼb
ⲅr ⲏh ⲓl ⲕk ⲙm ⲛn ⲟo ⲣp ⲥc ⲧt ⲩy ⲭx ⳑl
⺂乛 ⺃乚 ⺅亻 ⺉刂 ⺋㔾 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺫罒 ⺭礻 ⺯糹 ⺱罓 ⺲罒
⺹耂 ⺺肀 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠
⻠饣 ⻢马 ⻤鬼 ⻥鱼 ⻨麦 ⻩黄 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻲亀 イ亻 エ工 カ力 タ夕 ト卜 ニ二 ハ八 ロ口
`;

const table = new Map(
  pairs
    .split(/\s+/)
    .filter((pair) => pair !== '')
    .map((pair) => [...pair])
    .map(([written = '', seen = '']) => [written, seen]),
);

/** What each character that looks like another one is taken for. */
export const lookAlikes: ReadonlyMap<string, string> = table;

const ANY = new RegExp(`[${[...table.keys()].join('')}]`, 'gu');
const RADICAL = /[\u2e80-\u2eff]/g;

/** The lower-case text with one character for all that look like it. */
export function withoutLookAlikes(text: string): string {
  return text.replace(ANY, (written) => table.get(written) ?? written);
}

/** The text with characters for the radicals that texts copied from a PDF have in their place. */
export function withoutRadicals(text: string): string {
  return text.replace(RADICAL, (written) => table.get(written) ?? written);
}

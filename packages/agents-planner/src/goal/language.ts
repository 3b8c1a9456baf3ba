const englishWords = new Set(
  "a,an,the,and,or,of,to,for,with,without,in,on,by,from,using,that,which,is,are,be,it,its,our,my,we,i,you,how,what,why,when,can,should,please,need,want,new,app,application,web,website,api,page,site,tool,library,service,server,bug,code,user,users,data,file,files,this,into,between,not,all,best".split(
    ",",
  ),
);

const otherWords = new Set(
  (
    "der,die,das,und,ein,eine,einen,einer,für,mit,ohne,ist,nicht,wie,auf,zum,zur,von,im,bitte,ich,wir,den,dem,des," +
    "le,la,les,un,une,des,et,pour,avec,sans,dans,sur,du,au,aux,est,que,qui,nous,je,mon,notre," +
    "el,los,las,una,unos,y,para,con,sin,del,por,como,es,mi,nuestra,nuestro,en," +
    "il,lo,gli,uno,di,per,che,senza,della,del,nel,e,ed,sono," +
    "het,een,voor,met,zonder,van,op,niet,wij,ik,onze,aan," +
    "o,os,um,uma,com,sem,da,dos,na,no,não,são," +
    "och,ett,för,med,utan,på,att,som,vi,av,til,og,uden,jeg,ikke," +
    "erstelle,baue,schreibe,vergleiche,mache,mach,suche,finde,hilf,danke,hallo,welche,welches,warum,kannst,mir,crea,crear,haz,escribe,compara,comparar,busca,gracias,hola,ayuda,créer,faire,fais,écris,écrire,comparer,merci,bonjour,quel,quelle,scrivi,fammi,ciao,grazie,confronta,faça,criar,obrigado,maak,vergelijk,bouw,schrijf,bedankt,hoe," +
    "ve,bir,için,ile,olmadan,bu,dla,oraz,bez,jest,się,aby,na,se,pro,pomocí,és,egy,hogy,ja,tai,kanssa"
  ).split(","),
);

/** A letter with an accent marks a foreign word, unless English words stand around it ("my café"). */
const accented = /[^\p{ASCII}]/u;

/**
 * Tells whether the parser can make sense of a text: English, by its script and its small words.
 *
 * A text without small words ("Todo app") passes; one whose small words belong elsewhere does not.
 */
export function isEnglish(text: string, knowsWord: (word: string) => boolean): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters < 2 || latin * 2 < letters) return false;
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const isKnown = (word: string): boolean => englishWords.has(word) || knowsWord(word);
  // names in Latin letters inside another script are no English: "比较 React 和 Vue"
  if (latin < letters && !words.some(isKnown)) return false;
  let english = 0;
  let other = 0;
  for (const word of words) {
    if (isKnown(word)) english += 1;
    else if (otherWords.has(word) || accented.test(word)) other += 1;
  }
  return other === 0 || english >= other * 2;
}

const functionWords = new Set(
  "a,an,the,and,or,of,to,for,with,without,in,on,by,from,that,is,are,be,our,my,we,you,how,what,why,when".split(
    ",",
  ),
);

/** True when a text holds at least one of the words that hold English sentences together. */
export function hasFunctionWord(text: string): boolean {
  return (text.toLowerCase().match(/[\p{L}']+/gu) ?? []).some((word) => functionWords.has(word));
}

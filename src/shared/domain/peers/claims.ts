/** One thing that a text of a thread may not claim; patterns see texts as `readingsOf` gives them. */
export interface Claim {
  readonly what: string
  readonly pattern: RegExp
  /** What may stand right before it and makes it harmless. */
  readonly unless?: RegExp
}

const word = 'a person’s word or permission'
const voice = 'the voice of the host or of a person'
const answer = 'an answer to a permission request'
const frame = 'the host’s own framing'

/** Between words; a text with its letters set apart has none. */
const gap = '[\\s,:;–—-]*(?:[–—(,][^.!?]{0,40}[–—),]\\s*)?'
/** Whoever may grant something. */
const who =
  '(?:the|our|my|your|a)?\\s*(?:end\\s*)?(?:user|human|lead(?: person)?|team lead(?: person)?|product owner|project owner|person in charge|operator|admin(?:istrator)?|maintainer|supervisor|boss|host|orchestrator|switchyard|coordinator)'
/** A condition or a plan, not a report of what somebody said. */
const condition =
  /\b(?:if|when|whenever|whether|until|unless|once|after|before|every time|in case|where|does|did|has|should|can|may|must|let|lets|so that|what|which|as soon as|wait for|waits for)\s*$/u
const verbs =
  '(?:has\\s*|have\\s*|had\\s*|just\\s*|already\\s*|explicitly\\s*|also\\s*|clearly\\s*|personally\\s*|now\\s*)*'

const said = new RegExp(
  `\\b${who}${gap}${verbs}(?:said|told|approved?d|authori[sz]ed|permitted|granted|agreed|instructed|ordered|okayed|ok'?d|signed\\s*off|gave|gives\\s*(?:you|us|permission)|given\\s*(?:you|us|permission|consent)|consented|accepted\\s*(?:it|this|the|your|my)|allowed|confirmed|merged|landed|decided)\\b`,
  'u',
)
const wants = new RegExp(
  `\\b${who}${gap}${verbs}(?:wants|expects|needs|asked|asks|requires|allows|lets|authori[sz]es|permits|approves|orders|instructs|tells|commands)\\s*(?:you|us|me|this|it|that|everyone|all\\s*threads|the\\s*(?:change|merge|push|deletion|command|request|migration|removal))\\b`,
  'u',
)
const says = new RegExp(
  `\\b${who}${gap}${verbs}says?\\s*[:,]?\\s*(?:yes|ok|go|you|it|that|to|we|do|please|allow|run|merge|push|delete|proceed)`,
  'u',
)

export const claims: readonly Claim[] = [
  { what: word, pattern: said, unless: condition },
  { what: word, pattern: wants, unless: condition },
  { what: word, pattern: says, unless: condition },
  {
    what: word,
    pattern:
      /\b(?:approved|authori[sz]ed|permitted|confirmed|allowed|ordered|requested|signed off) by (?:the|our|your|a) (?:user|human|lead|person|operator|host|admin|owner|maintainer)\b/u,
    unless: /\b(?:be|been|if|until|unless|not|when|once|must be|to be|is it) $/u,
  },
  {
    what: word,
    pattern:
      /\b(?:permission|approval|authori[sz]ation|consent|clearance)s?(?: (?:is|was|has been|have been|are|hereby|now|already))* ?(?:granted|given|obtained|received|confirmed|approved)\b/u,
    unless: /\b(?:if|when|until|unless|whether|once|after|before|no|without|are|is|checks?|that)(?: the| a)? $/u,
  },
  {
    what: word,
    pattern:
      /\byou(?:re| are| have been|ve been) ?(?:now |hereby |already |fully |officially |explicitly )*(?:authori[sz]ed|permitted|cleared|approved|entitled)\b/u,
  },
  {
    what: word,
    pattern:
      /\byou(?:re| are)? ?(?:now |hereby |officially )*(?:allowed|free) to (?:run|execute|delete|remove|push|merge|land|deploy|install|bypass|skip|ignore|write outside|use sudo|force)\b/u,
  },
  {
    what: word,
    pattern:
      /\byou have (?:now |been given |been granted )*(?:my |our |full |the |their |his |her )*(?:users? )?(?:permission|approval|authori[sz]ation|consent|clearance|blessing)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:i|we) (?:hereby |now |have )*(?:authori[sz]e|grant|permit|allow|granted|authori[sz]ed|approve) (?:you|your|all (?:of )?your|this request|the permission|full)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:no|without(?: any)?) (?:further |more )?(?:permission|approval|confirmation)s? (?:is |are )?(?:needed|required|necessary)(?: any ?more| from)?\b/u,
    unless: /\b(?:that|so) $/u,
  },
  {
    what: word,
    pattern:
      /\b(?:on behalf of|in the name of) (?:the|our|your) (?:user|human|lead|person|operator|host|owner|admin)\b[^.]{0,30}\b(?:i|we|you|allow|approve|permission|go ahead|do|run|merge|proceed)\b/u,
    unless: /\b(?:api|request|call|calls|token|requests|acts|fetches|made) $/u,
  },
  {
    what: word,
    pattern:
      /\b(?:i|we)(?: ?a?m| are| ?re)? (?:speak(?:ing)?|writ(?:e|ing)|act(?:ing)?|ask(?:ing)?)? ?(?:for|on behalf of|in the name of) the (?:user|human|lead|person|operator|host|owner|admin)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:the )?task(?: is|s are| was| has been)? ?(?:now )?(?:complete|completed|done|finished|closed|accepted|merged|landed)\b[^.]{0,40}\bby the (?:user|human|lead|person|host|operator)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:mark|consider|treat) (?:it|this|your task|the task|your work)(?: as)? (?:complete|completed|done|merged|landed|approved|verified|proven)\b[^.]{0,30}\b(?:user|human|lead|person|host|approved|accepted)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:by|per|under|following|as per) (?:direct )?(?:order|orders|instruction|instructions|request|authority|command|permission) (?:of|from|by) (?:the|our|your) (?:user|human|lead|person|operator|host|owner|admin)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:per|at) the (?:user|human|lead|operator|owner|host)s (?:order|orders|instruction|instructions|request|command|wish|permission)\b/u,
  },
  {
    what: word,
    pattern:
      /\b(?:users|humans|leads|hosts|operators) (?:permission|approval|answer|decision|verdict|reply) (?:was|is|:) ?(?:yes|allow|ok|granted|given|approved|positive)\b/u,
  },
  {
    what: voice,
    pattern:
      /\b(?:i ?a?m|this is|it is|its|here is|here speaks|speaking as|signed|message from|note from|notice from|instruction from|instructions from|word from) (?:actually |really |now )?(?:the|your) (?:lead person\b|human\b(?! readable)|(?:host|user|person|operator|system|orchestrator|administrator|admin|switchyard|coordinator|supervisor)\b(?! (?:id|name|table|story|guide|agent|interface|model|object|column|field|of|that|who|function|module|class|type|page|menu|flow|header|where)))/u,
  },
  {
    what: voice,
    pattern:
      /\b(?:i ?a?m|this is|speaking as) (?:actually |really )?thread (?:[a-z0-9-]*\d[a-z0-9-]*\b|[a-z-]+, not\b)/u,
  },
  {
    what: voice,
    pattern:
      /\b(?:ignore|disregard|forget|override) (?:all |any |your |the |every )*(?:previous|prior|earlier|above|former|other|system|hosts?|users?) (?:instructions?|prompts?|rules|messages|limits|words|orders)\b/u,
  },
  { what: voice, pattern: /\b(?:new|updated|additional) (?:system|host) (?:prompt|instructions?|message|rules)\b/u },
  {
    what: voice,
    pattern:
      /\b(?:host|system|switchyard|orchestrator|user|human|operator) (?:notice|override|directive|command|announcement|instruction)\s*:/u,
  },
  {
    what: answer,
    pattern: /\ballow[\s-](?:always|once)\b|\ballow(?:always|once)\b(?! (?:is|are|enum|option|value|constant)\b)/u,
    unless: /\b(?:the option|options?|called|named|kind|kinds|value|enum|union|constant|case|like|either|type) $/u,
  },
  {
    what: answer,
    pattern:
      /session\/?request[\s_-]?permission|requestpermission(?:response|outcome)|thread\.answer|permission\.answer/u,
  },
  {
    what: answer,
    pattern:
      /\b(?:answer|reply|respond|decide|vote) (?:the |to the |your |with )*(?:permission(?: request| prompt| dialog)?s?|requests?)\b[^.]{0,20}\b(?:with |: ?)?(?:allow|yes|approve|accept)\b/u,
  },
  {
    what: answer,
    pattern:
      /[{,]\s*(?:optionid|outcome|answer|decision|permission|behavior|approved?|option)\s*:\s*(?:allow|selected|yes|approved?|granted|true|accept)/u,
  },
  { what: frame, pattern: /\bmessage \d+ from .{1,90}\(thread [^)]{1,60}\)/u },
  { what: frame, pattern: /\bmessage \d+ from the host\b/u },
  { what: frame, pattern: /\b(?:end|begin|start) of (?:peer |quoted |untrusted )+(?:messages?|text|block)\b/u },
  ...otherLanguages(),
]

/** Seen in the text as it was sent: signs and capitals matter in them. */
export const rawClaims: readonly Claim[] = [
  {
    what: voice,
    pattern:
      /(?:^|[\n\r\u2028\u2029])\W{0,6}(?:SYSTEM|HOST|USER|HUMAN|OPERATOR|LEAD)\W{0,4}(?: (?:MESSAGE|NOTICE|PROMPT|OVERRIDE|NOTE))?\s*[:\]>]/u,
  },
  {
    what: voice,
    pattern: /(?:^|[\n\r\u2028\u2029])\W{0,6}(?:Human|System|System message|Host notice|Notice of the host)\s*:/u,
  },
  {
    what: voice,
    pattern:
      /<\/?\s*(?:system|host|user|human|peer|message|untrusted|system-reminder|permission|tool_result|function_results?)[\s_-]?(?:prompt|message|reminder|result)?\s*>/iu,
  },
  { what: voice, pattern: /<\|[a-z_]+\|>|\[\/?INST\]|<<\/?SYS>>|\[(?:system|host|user)\]/iu },
]

/** The same in short forms of other languages: who, and what they are to have said. */
function otherLanguages(): readonly Claim[] {
  return [
    // German
    /\b(?:der|die|dein|unser|mein) (?:benutzer|nutzer|anwender|mensch|chef|leiter|leitung|host|person|admin)\w* (?:\w+ ){0,4}?(?:erlaubt|gesagt|genehmigt|zugestimmt|freigegeben|bestatigt|will|mochte|befiehlt|sagt|gestattet|angewiesen|verlangt)/u,
    /\b(?:erlaubnis|genehmigung|freigabe|berechtigung)\w* (?:\w+ ){0,2}?(?:erteilt|gegeben|liegt vor)|\bdu (?:bist|hast) (?:\w+ ){0,2}?(?:berechtigt|befugt|die erlaubnis|autorisiert|freigegeben)|\bich bin der (?:host|benutzer|nutzer|mensch)/u,
    // French
    /\b(?:l ?utilisateur|lutilisateur|l ?utilisatrice|le (?:responsable|chef|client|host|superviseur)|lhumain|l ?hote) (?:\w+ ){0,3}?(?:a (?:\w+ )?(?:dit|approuve|autorise|permis|accepte|valide|confirme|donne)|autorise|veut|permet|approuve|demande|dit)/u,
    /\b(?:permission|autorisation) (?:\w+ ){0,2}?(?:accordee?|donnee)|\b(?:tu es|vous etes) (?:\w+ )?autorisee?s?|\bje suis (?:l ?utilisateur|lutilisateur|l ?hote|lhote|le systeme)/u,
    // Spanish
    /\b(?:el|la|tu|nuestro) (?:usuario|usuaria|humano|responsable|jefe|anfitrion|administrador) (?:\w+ ){0,3}?(?:dijo|aprobo|autorizo|permitio|permite|quiere|acepto|confirmo|dice|autoriza|aprueba|ordena|ha (?:dicho|aprobado|autorizado|permitido|aceptado|dado))/u,
    /\b(?:permiso|autorizacion|aprobacion) (?:\w+ ){0,2}?(?:concedid[oa]|otorgad[oa]|dad[oa])|\b(?:estas|esta|tienes) (?:autorizad[oa]|permiso|el permiso)|\bsoy el (?:usuario|anfitrion|sistema|host)/u,
    // Portuguese and Italian
    /\b(?:o|a) (?:usuario|utilizador|responsavel|chefe) (?:\w+ ){0,3}?(?:disse|aprovou|autorizou|permitiu|permite|quer|aceitou|confirmou)|\bpermissao (?:concedida|dada)/u,
    /\b(?:l ?utente|lutente|il responsabile|il capo) (?:\w+ ){0,3}?(?:ha (?:detto|approvato|autorizzato|permesso|accettato)|vuole|permette|autorizza)|\bpermesso (?:concesso|accordato)|\bautorizzazione (?:concessa|data)/u,
    // Dutch and Polish
    /\b(?:de|onze) gebruiker (?:\w+ ){0,4}?(?:gezegd|goedgekeurd|toegestaan|wil|zei|staat)|\btoestemming (?:\w+ )?(?:verleend|gegeven)|\buzytkownik (?:\w+ ){0,2}?(?:powiedzial|zatwierdzil|pozwolil|zezwolil)/u,
    // Russian, Chinese, Japanese, Korean, Arabic
    /пользовател[ья] (?:[а-яё]+ ){0,2}?(?:разрешил|одобрил|сказал|подтвердил|хочет|велел)|разрешение (?:[а-яё]+ )?(?:получено|дано|выдано)/u,
    /(?:用户|用戶|使用者|负责人|人类|主机|管理员)(?:已经?|刚刚?|說|说|明确|都|已經)*(?:批准|同意|允许|允許|授权|授權|说|說|确认|要求|要你|希望你|许可)|(?:权限|許可|许可|授权)(?:已经?|已經)?(?:授予|批准|获得|通过|给予)|你(?:已)?被?(?:授权|允许|获准)/u,
    /(?:ユーザー|利用者|ホスト|管理者)(?:が|は)(?:.{0,8})(?:許可|承認|言|同意|望)|許可(?:が|は)(?:与え|出|下り)/u,
    /(?:사용자|호스트|관리자)(?:가|는|께서|이)\s?(?:.{0,6})(?:허락|허용|승인|말|동의|원)|المستخدم (?:وافق|سمح|قال|أذن)|(?:وافق|سمح|أذن|قال) المستخدم/u,
  ].map((pattern) => ({ what: word, pattern }))
}

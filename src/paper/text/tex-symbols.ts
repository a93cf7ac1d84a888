/** The names that TeX and its usual packages give to signs. */
const signs = `
alpha α|beta β|gamma γ|delta δ|epsilon ϵ|varepsilon ε|zeta ζ|eta η|theta θ|vartheta ϑ|iota ι|kappa κ|varkappa ϰ|lambda λ
mu μ|nu ν|xi ξ|pi π|varpi ϖ|rho ρ|varrho ϱ|sigma σ|varsigma ς|tau τ|upsilon υ|phi ϕ|varphi φ|chi χ|psi ψ|omega ω
Gamma Γ|Delta Δ|Theta Θ|Lambda Λ|Xi Ξ|Pi Π|Sigma Σ|Upsilon Υ|Phi Φ|Psi Ψ|Omega Ω|digamma ϝ
ell ℓ|hbar ħ|hslash ℏ|Re ℜ|Im ℑ|wp ℘|aleph ℵ|beth ℶ|partial ∂|nabla ∇|infty ∞|forall ∀|exists ∃|nexists ∄|emptyset ∅
varnothing ∅|prime ′|angle ∠|top ⊤|bot ⊥|surd √|imath ı|jmath ȷ|eth ð|complement ∁|square □|Box □|blacksquare ■
triangle △|bigtriangleup △|lozenge ◊|diamond ⋄|bigstar ★|star ⋆|checkmark ✓|clubsuit ♣|diamondsuit ♢|heartsuit ♡
spadesuit ♠|flat ♭|natural ♮|sharp ♯|sun ☉|odot ⊙|oplus ⊕|ominus ⊖|otimes ⊗|oslash ⊘|pm ±|mp ∓|times ×|div ÷|cdot ⋅
ast ∗|circ ∘|bullet ∙|cap ∩|cup ∪|sqcap ⊓|sqcup ⊔|uplus ⊎|wedge ∧|land ∧|vee ∨|lor ∨|neg ¬|lnot ¬|setminus ∖
smallsetminus ∖|wr ≀|amalg ⨿|bigcap ⋂|bigcup ⋃|bigwedge ⋀|bigvee ⋁|bigoplus ⨁|bigotimes ⨂|ltimes ⋉|rtimes ⋊
leq ≤|le ≤|leqslant ⩽|geq ≥|ge ≥|geqslant ⩾|ll ≪|gg ≫|lll ⋘|ggg ⋙|lesssim ≲|gtrsim ≳|prec ≺|succ ≻|preceq ⪯
succeq ⪰|neq ≠|ne ≠|equiv ≡|sim ∼|thicksim ∼|simeq ≃|approx ≈|thickapprox ≈|cong ≅|asymp ≍|propto ∝|varpropto ∝
doteq ≐|triangleq ≜|models ⊨|vdash ⊢|dashv ⊣|Vdash ⊩|vDash ⊨|in ∈|ni ∋|notin ∉|subset ⊂|subseteq ⊆|subsetneq ⊊
supset ⊃|supseteq ⊇|supsetneq ⊋|sqsubseteq ⊑|sqsupseteq ⊒|mid ∣|nmid ∤|parallel ∥|perp ⟂|bowtie ⋈|between ≬
leftarrow ←|gets ←|rightarrow →|to →|leftrightarrow ↔|Leftarrow ⇐|Rightarrow ⇒|implies ⇒|Leftrightarrow ⇔|iff ⇔
longleftarrow ⟵|longrightarrow ⟶|longleftrightarrow ⟷|Longrightarrow ⟹|Longleftrightarrow ⟺|mapsto ↦|longmapsto ⟼
hookrightarrow ↪|hookleftarrow ↩|uparrow ↑|downarrow ↓|updownarrow ↕|Uparrow ⇑|Downarrow ⇓|nearrow ↗|searrow ↘
nwarrow ↖|swarrow ↙|rightharpoonup ⇀|leftharpoonup ↼|rightleftharpoons ⇌|leadsto ⇝|rightsquigarrow ⇝|twoheadrightarrow ↠
sum ∑|prod ∏|coprod ∐|int ∫|iint ∬|iiint ∭|oint ∮|langle ⟨|rangle ⟩|lfloor ⌊|rfloor ⌋|lceil ⌈|rceil ⌉
lbrace {|rbrace }|ldots …|dots …|dotsc …|dotsb …|textellipsis …|cdots ⋯|vdots ⋮|ddots ⋱|colon :|lbrack [|rbrack ]
ss ß|ae æ|AE Æ|oe œ|OE Œ|o ø|O Ø|l ł|L Ł|aa å|AA Å|dh ð|DH Ð|th þ|TH Þ|dj đ|DJ Đ|ng ŋ|NG Ŋ|i ı|j ȷ
S §|P ¶|dag †|dagger †|ddag ‡|ddagger ‡|copyright ©|textcopyright ©|textregistered ®|texttrademark ™|pounds £
textsterling £|euro €|texteuro €|textyen ¥|textcent ¢|deg °|degree °|textdegree °|textmu µ|micro µ|textohm Ω|textbullet •
textasciitilde ~|textasciicircum ^|textunderscore _|textendash –|textemdash —|textquoteleft ‘
textquoteright ’|textquotedblleft “|textquotedblright ”|textquotesingle '|textquotedbl "|guillemotleft «|guillemotright »
textless <|textgreater >|textperiodcentered ·|textpm ±|texttimes ×|textrightarrow →|textleftarrow ←|lq ‘|rq ’
`;

/** What a command without an argument prints. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ...signs
    .trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(' '))
    .flatMap(([name = '', sign = '']) => (sign === '' ? [] : [[name, sign] as const])),
  ['vert', '|'],
  ['lvert', '|'],
  ['rvert', '|'],
  ['Vert', '‖'],
  ['lVert', '‖'],
  ['rVert', '‖'],
  ['textbar', '|'],
  ['LaTeX', 'LaTeX'],
  ['TeX', 'TeX'],
  ['ie', 'i.e.'],
  ['eg', 'e.g.'],
  ['etal', 'et al.'],
]);

"""Words that say who people are or what they vote, and so never carry weight, whatever was learned.

The sets that the weights come from quarrel about politics; a post must not rank higher or lower
because of whom it is by or about. Left out when a model is made, passed over when one is used.
"""

# Each counts in all languages. So "retard" is not among them: to the French it is the delay.
_PEOPLE = (
    "gay gays lesbian lesbians homo homos homosexual bisexual trans transgender queer lgbt straight "
    "black blacks white whites asian asians african africans arab arabs latino latinos latina hispanic mexican "
    "mexicans chinese indian indians russian russians american americans british polish turkish turks "
    "muslim muslims islam islamic jew jews jewish christian christians catholic catholics hindu hindus atheist "
    "woman women man men girl girls boy boys female male lady ladies immigrant immigrants migrant migrants refugee "
    "refugees foreigner foreigners nigga niggas nigger niggers fag fags faggot retarded disabled "
    "schwul schwule schwuler lesbisch ausländer flüchtling flüchtlinge türken türke juden jude moslem moslems "
    "frau frauen mann männer migranten arabe arabes juif juifs musulman musulmans femme femmes homme hommes "
    "étranger étrangers immigrés mujer mujeres hombre hombres gays negro negros negra inmigrantes moros judíos "
    "donna donne uomo uomini immigrati stranieri ebrei musulmani mulher mulheres homem homens imigrantes judeus"
)
_POLITICS = (
    "trump obama hillary clinton bernie sanders biden putin merkel romney bush palin cameron corbyn brexit isis "
    "republican republicans democrat democrats liberal liberals leftist leftists conservative conservatives tory "
    "tories gop fascist fascists fascism nazi nazis communist communists socialist socialists delegates senate "
    "congress election elections vote votes voted voting voters president israel palestine syria iran "
    "afd cdu spd grüne grünen fdp linke macron lepen hollande sarkozy podemos pp psoe vox salvini renzi m5s pd lega "
    "bolsonaro lula dilma temer pt psdb sxsw"
)
UNWEIGHED = frozenset(f"{_PEOPLE} {_POLITICS}".split())

"""Words whose side anybody who speaks the language knows, for languages with few labelled posts.

Each is taught as a post of one word, so that the labelled posts may still overrule it.
"""

from __future__ import annotations

SEEDS: dict[str, tuple[str, str]] = {
    "de": (
        """schlecht schlechter schlechte schlechten schlimm furchtbar schrecklich katastrophe katastrophal unmöglich
        unverschämt frechheit enttäuscht enttäuschend enttäuschung ärger ärgerlich ärgert nervt nervig genervt scheiße
        scheiß scheiss scheisse mist dreck müll kaputt defekt störung ausfall ausgefallen verspätung verspätet
        verspätungen
        warten warte gewartet hotline reklamation beschwerde beschweren erstattung betrug abzocke teuer überteuert
        unfreundlich inkompetent lächerlich peinlich schande traurig leider nie wieder nichts hass hasse wütend sauer
        schlimmste schlechteste problem probleme fehler versagt verloren dumm dämlich idioten ekelhaft eklig widerlich
        kotzen horror zumutung chaos überfüllt dreckig kalt langsam streik unzuverlässig warum keine kein niemand""",
        """gut gute guten super toll tolle toller klasse danke dankeschön schön schöne schönen schöner freue freuen
        freude
        liebe lieben liebt perfekt prima großartig wunderbar genial spitze geil lustig glücklich zufrieden freundlich
        empfehlen empfehlenswert herzlich glückwunsch bravo cool süß hübsch gewonnen lecker bequem schnell hilfsbereit
        angenehm entspannt pünktlich sauber günstig best beste besten besser lieblings spaß viel erfolg gerne""",
    ),
    "fr": (
        """nul nulle mauvais mauvaise pire honte honteux horrible affreux déçu déçue décevant déception marre ras bol
        putain merde chier inadmissible inacceptable scandaleux scandale arnaque voleurs panne problème problèmes
        retard retards annulé attendre attends attente réponse remboursement rembourser réclamation plainte cher perdu
        cassé cassée bug bugs lent impossible jamais rien personne aucun aucune triste tristesse colère énervé énerve
        insupportable ridicule incompétent incompétents désagréable dégoûtant dégueulasse dégueu fatigué peur
        malheureusement
        catastrophe catastrophique pollution danger grave haine déteste pourri sale con cons connard pauvre fou mort""",
        """merci bravo super génial géniale parfait parfaite excellent excellente magnifique beau belle beaux bien
        bon bonne
        heureux heureuse content contente aime adore top sympa agréable félicitations joie plaisir cool drôle ravi
        ravie recommande meilleur meilleure formidable merveilleux délicieux succès hâte joli jolie bonheur
        incroyable amour douce réussi réussite facile rapide efficace""",
    ),
    "es": (
        """malo mala malos malas peor pésimo pésima horrible terrible asco vergüenza decepción decepcionado decepcionada
        decepcionante odio odia mierda puta puto joder coño cabrón cabrones idiota imbécil estúpido tonto basura fatal
        triste tristeza llorar lloro enfadado enfadada cabreado harto harta problema problemas error fallo falla roto
        rota retraso tarde espera esperando nadie nunca nada ningún ninguna queja reclamación reembolso devolución
        estafa
        robo ladrones caro incompetentes inaceptable ridículo lamentable dolor duele miedo cansado cansada
        aburrido aburrida feo fea pena culpa perdido perdida perder muerte muerto morir sueño enfermo desgracia
        imposible funciona tampoco siquiera sin""",
        """gracias bueno buena buenos buenas bien mejor genial excelente perfecto perfecta increíble maravilloso
        maravillosa
        feliz felices felicidades encanta encantado encantada amo amor quiero bonito bonita guapo guapa preciosa
        precioso lindo linda alegría contento contenta divertido risa recomiendo rico éxito bravo enhorabuena
        abrazo beso besos suerte ganas disfrutar disfruta grande hermoso hermosa mola fantástico""",
    ),
    "it": (
        """male cattivo pessimo pessima peggio peggiore orribile terribile schifo schifoso vergogna vergognoso
        vergognatevi
        ridicolo ridicoli deluso delusa delusione odio merda cazzo palle coglione coglioni stronzo stronzi idiota idioti
        stupido incapaci incompetenti ladri ladro truffa problema problemi errore rotto guasto ritardo ritardi aspetto
        attesa nessuno niente nulla mai reclamo rimborso caro tasse crisi triste tristezza piangere arrabbiato incazzato
        stanco stanca stufo basta paura dolore brutto brutta falso bugie bugiardo corrotti mafia disastro fallimento
        inaccettabile scandalo povero poveri purtroppo morto morte perso perdere inutile funziona neanche""",
        """grazie bene bravo brava bravi buono buona buon buongiorno ottimo ottima eccellente perfetto perfetta
        bello bella
        bellissimo bellissima belli fantastico meraviglioso stupendo stupenda splendido felice contento contenta amo
        amore adoro piace gioia auguri complimenti simpatico divertente grande grandi migliore consiglio buonanotte
        evviva vinto vittoria successo dolce sorriso ridere tesoro""",
    ),
    "pt": (
        """ruim péssimo péssima pior horrível terrível nojo vergonha decepção decepcionado decepcionada
        decepcionante ódio
        odeio merda porra caralho puta droga lixo idiota burro chato chata chatice saco raiva triste tristeza chorar
        chorando choro cansado cansada cansei problema problemas erro falha quebrado quebrou atraso atrasado demora
        esperando ninguém nunca nada nenhum nenhuma reclamação reembolso golpe roubo caro incompetentes inaceitável
        absurdo ridículo lamentável dor dói medo feio feia pena culpa perdi perdeu morreu morte morrer difícil falta
        mal infelizmente inferno desgraça irritante irritada irritado sofrer sofrendo sozinha funciona gafe fome""",
        """obrigado obrigada bom boa bons ótimo ótima excelente perfeito perfeita incrível maravilhoso maravilhosa feliz
        felicidade parabéns amo amei ama amor adoro adorei lindo linda lindos bonito bonita fofo fofa alegria contente
        divertido melhor recomendo gostoso sucesso abraço beijo beijos sorte saudade rindo legal gostei gosto
        top show arrasou maravilha vitória ganhou""",
    ),
}


def list_seeds(language: str) -> tuple[list[str], list[int]]:
    """Words and their sides, 1 for words that speak for a complaint."""
    against, pleased = (words.split() for words in SEEDS[language])
    return against + pleased, [1] * len(against) + [0] * len(pleased)
